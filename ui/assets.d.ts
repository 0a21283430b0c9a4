// What the bundler turns into addresses and style sheets.
declare module '*?url' {
  const url: string
  export default url
}
declare module '*.css'
