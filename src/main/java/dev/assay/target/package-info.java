/**
 * What is under test. In: a deployment and where it is served: a URL, a process or
 * container that is started for it, or a tape. Out: an {@link dev.assay.target.Endpoint} that is ready,
 * what it says of itself and counts, and the dialect of its engine. Never: a load, a judgement. Start at Target.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.target;
