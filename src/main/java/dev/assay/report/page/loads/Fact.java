package dev.assay.report.page.loads;

import dev.assay.report.words.Said;

/** A fact about a load test, with its name. */
public record Fact(Said name, Said value) {}
