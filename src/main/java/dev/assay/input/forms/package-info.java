/**
 * Forms that a text must have. In: a pattern or a JSON schema, as people write them in a file. Out: whether a text has the form, and what
 * it holds. Never: a file, a text that a person wrote for people, a time that grows faster than the text. Start at JsonForm and LinearPattern.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.input.forms;
