/**
 * {@code map:}. In: a mapping (JSONata, or an edit list for HL7 v2), its code tables, and a message with the time it
 * was received. Out: new bytes, the tree they were made of, and the codes that no table knows. A mapping is pure: the
 * same message, receipt, mapping and tables give the same bytes, whenever and wherever it runs. On failure: a
 * {@link io.sluice.map.MapException} with a {@link io.sluice.map.MapProblem} (or a problem of reading the message), the
 * mapping, line and column, never a value.
 */
package io.sluice.map;
