/**
 * The build itself: what pom.xml refuses, what it depends on, and what the jar holds. In: the files of this repository, and a Maven. Never: a download.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.build;
