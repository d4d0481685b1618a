# Mean with a two-way clustered standard error by sandwich, and the guard max(Vq + Vr - Vcell, Vq, Vr).
source(file.path(commandArgs(trailingOnly = TRUE)[1], "common.R"))
library(sandwich)
outcome <- column("outcome")
question <- column("question")
reviewer <- column("reviewer")
fit <- lm(outcome ~ 1)
variance <- function(clusters) {
  vcovCL(fit, cluster = clusters, type = "HC0", cadjust = TRUE, multi0 = FALSE)[1, 1]
}
report(function() {
  both <- variance(data.frame(question, reviewer))
  vq <- variance(question)
  vr <- variance(reviewer)
  c(mean(outcome), sqrt(vq), sqrt(vr), sqrt(max(both, vq, vr)))
}, 3)
