// Makes a photo small before it leaves the phone: at most 200 KB of JPEG, drawn anew on a canvas. That saves a weak
// line, and position, device and time written inside the file (EXIF) stay behind.

/** Bytes a photo may have when sent. */
export const photoMaxBytes = 200_000
const sidesPx = [1600, 1280, 960, 720, 480]
const qualities = [0.82, 0.7, 0.55]

const toJpeg = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((done, fail) =>
    canvas.toBlob(
      blob => (blob ? done(blob) : fail(new Error('the canvas gave no picture'))),
      'image/jpeg',
      quality,
    ),
  )

/** Throws when the file is no picture this browser can read. */
export const shrinkPhoto = async (file: Blob): Promise<Blob> => {
  // Turned upright as the camera noted it, since that note is lost with the rest.
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const canvas = document.createElement('canvas')
    let smallest: Blob | undefined
    for (const side of sidesPx) {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height))
      canvas.width = Math.max(1, Math.round(picture.width * scale))
      canvas.height = Math.max(1, Math.round(picture.height * scale))
      const pen = canvas.getContext('2d')
      if (!pen) throw new Error('no canvas')
      // JPEG has no transparency; unpainted it would turn black.
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, canvas.width, canvas.height)
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
      for (const quality of qualities) {
        smallest = await toJpeg(canvas, quality)
        if (smallest.size <= photoMaxBytes) return smallest
      }
    }
    return smallest!
  } finally {
    picture.close()
  }
}
