/**
 * The environment of a run. In: this machine, this process, the git checkout. Out: facts for environment.json. Never: the name of a machine or
 * a person, a verdict. Start at Environment.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.environment;
