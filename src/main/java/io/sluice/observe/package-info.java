/**
 * Measurements for Prometheus. Names begin with {@code sluice_}; labels are names of configuration and codes of
 * problems, a small fixed set, never anything of a message.
 */
package io.sluice.observe;
