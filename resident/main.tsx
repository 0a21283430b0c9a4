// Starts the residents' pages.
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import '#ui/base.css'
import '#ui/controls.css'
import { newQueryClient } from '#ui/read.ts'
import { App } from './app.tsx'
import { startOutbox } from './outbox.ts'
import './resident.css'

startOutbox()
createRoot(document.getElementById('page')!).render(
  <QueryClientProvider client={newQueryClient()}>
    <App />
  </QueryClientProvider>,
)
