package io.sluice.format.records;

import java.time.ZonedDateTime;

/**
 * What a file that is written says about itself.
 *
 * @param sequence its number among the files of its endpoint
 * @param at when it was closed, in the zone in which it shall say so
 */
public record BatchFacts(long sequence, ZonedDateTime at) {}
