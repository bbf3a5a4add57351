/** What a limit may carry beside its bound. In: keys of a limit. Out: its origin, its waiver, how repeats are judged. Never: a figure. Start at LimitOrigin. */
@org.jspecify.annotations.NullMarked
package dev.assay.plan.limits;
