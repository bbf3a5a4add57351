/**
 * Long rows of numbers in little memory. In: numbers that mostly grow. Out: the same numbers, one at a time. Never: what they count. Start at PackedNumbers.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.trace.numbers;
