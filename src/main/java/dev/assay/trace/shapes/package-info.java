/**
 * Where the values of an event lie in its bytes. In: the bytes of events. Out: the places of what may differ from event to event
 * ({@link dev.assay.trace.shapes.EventShape}). Never: what an event means. Start at EventShape.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.trace.shapes;
