package io.sluice.catalog;

import java.time.Duration;

/**
 * What is promised to the business.
 *
 * @param complete from receipt to the end of all effects
 * @param objective percent of runs for which it holds
 */
public record Sla(Duration complete, double objective) {}
