/**
 * The pages that Assay writes, in a real browser. In: pages of recordings. Out: what the browser shows, as pictures in {@code target/pictures} and as
 * numbers. Never: a page of the network. Start at Browser.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.browser;
