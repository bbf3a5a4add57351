/** What tests of several rooms share: traces, plans and recordings made by hand, a server that does what it is told, a client for single requests. */
@org.jspecify.annotations.NullMarked
package dev.assay.testing;
