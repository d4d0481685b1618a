import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely'

/**
 * PostgreSQL through a pooler that gives every transaction another session: settings are made for a transaction, within
 * it, and end with it, so that nobody else meets them.
 */
export class PooledDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  readonly #settings: Readonly<Record<string, string>>

  constructor(config: PostgresDialectConfig, settings: Readonly<Record<string, string>>) {
    super(config)
    this.#config = config
    this.#settings = settings
  }

  override createDriver(): Driver {
    return new PooledDriver(this.#config, this.#settings)
  }
}

class PooledDriver extends PostgresDriver {
  readonly #begin: CompiledQuery

  constructor(config: PostgresDialectConfig, settings: Readonly<Record<string, string>>) {
    super(config)
    const names = Object.keys(settings)
    const calls = names.map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`)
    this.#begin = CompiledQuery.raw(`select ${calls.join(', ')}`, Object.entries(settings).flat())
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    await super.beginTransaction(connection, settings)
    await connection.executeQuery(this.#begin)
  }
}
