/**
 * The fault matrix: each row plants one fault on the wire, in the server or on the host, and looks at what the gate says. In: rows, each with its fault and
 * what is expected of the gate. Out: {@code docs/faults.md}. Never: a row that is green without a reason. Start at Fault.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.faults;
