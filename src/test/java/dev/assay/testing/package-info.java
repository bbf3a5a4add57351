/** What tests of the live wing share: a server that does what it is told, a client for single requests, recordings made by hand. */
@org.jspecify.annotations.NullMarked
package dev.assay.testing;
