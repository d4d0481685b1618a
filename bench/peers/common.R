# Shared by the peers in R: columns as the benchmark wrote them, timed runs, results as JSON.
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[2]

column <- function(name) {
  whole <- file.path(folder, paste0(name, ".i32"))
  if (file.exists(whole)) return(readBin(whole, "integer", file.size(whole) / 4, size = 4, endian = "little"))
  real <- file.path(folder, paste0(name, ".f64"))
  readBin(real, "double", file.size(real) / 8, size = 8, endian = "little")
}

report <- function(work, runs) {
  seconds <- numeric(runs)
  for (run in seq_len(runs)) {
    gc()
    start <- proc.time()[["elapsed"]]
    repeats <- 0
    repeat {
      values <- work()
      repeats <- repeats + 1
      taken <- proc.time()[["elapsed"]] - start
      # The clock of R ticks in milliseconds: short work is repeated until the mean is sharp.
      if (taken > 0.2) break
    }
    seconds[run] <- taken / repeats
  }
  list_of <- function(x) paste(sprintf("%.17g", x), collapse = ",")
  cat(sprintf('{"seconds":[%s],"values":[%s]}\n', list_of(seconds), list_of(values)))
}
