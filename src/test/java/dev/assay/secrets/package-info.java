/**
 * Secrets that are planted into everything that the gate is given, and looked for in everything that it leaves. In: secrets in variables, headers, addresses and
 * files, and servers that say them back. Out: where each was found, in which form. Never: a search that has not found what was written on purpose. Start at
 * PlantedSecretsTest.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.secrets;
