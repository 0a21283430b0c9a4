// The settings our own PostgreSQL starts with, written anew at every start so that an upgrade of the program is one
// of its settings too. They are for one district on a machine of two cores shared with the program itself.

export type SettingsInput = {
  readonly port: number
  readonly socketDir: string
  readonly durable: boolean
}

/** The text of postgresql.conf. */
export function settingsFor({ port, socketDir, durable }: SettingsInput): string {
  const rows: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A failing statement and the detail of its error would carry personal data into the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    // Two cores are shared with the program; and parallel queries need /dev/shm, which containers keep at 64 MB.
    max_parallel_workers_per_gather: '0',
    dynamic_shared_memory_type: 'posix',
    jit: 'off',
    // Solid state disks read anywhere at nearly the price of reading on.
    random_page_cost: '1.1',
    ...(durable ? durableRows : throwAwayRows),
  }
  return Object.entries(rows)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('')
}

const durableRows = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // 128 MB, 512 MB and 1 GB did the same 5,200–5,900 updates and reads a second over 2 million rows on two cores:
  // the page cache of the system does the work, and a small machine keeps its memory.
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // Each checkpoint makes the next write of every page a full one; rarer ones cost disk, not safety.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
}

// For tests: nothing here outlives the run, so nothing waits for the disk.
const throwAwayRows = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  shared_buffers: '128MB',
  work_mem: '8MB',
  max_wal_size: '1GB',
  autovacuum: 'off',
}

/** The text of pg_hba.conf: nobody without the password, nobody from elsewhere. */
export const accessRules = 'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n'
