package dev.assay.report.page.loads;

/** A fact about a load test, with its name. */
public record Fact(Said name, Said value) {}
