# Holm's adjustment by p.adjust.
source(file.path(commandArgs(trailingOnly = TRUE)[1], "common.R"))
p <- column("p")
report(function() p.adjust(p, "holm"), 5)
