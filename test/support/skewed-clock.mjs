// Preloaded by a test: the time of day of this process is wrong by EQUIPOISE_TEST_SKEW seconds. Timers go as ever.
const skew = Number(process.env.EQUIPOISE_TEST_SKEW) * 1000
const TrueDate = Date
const now = () => TrueDate.now() + skew
globalThis.Date = class extends TrueDate {
  constructor(...given) {
    if (given.length === 0) super(now())
    else super(...given)
  }
  static now() {
    return now()
  }
}
