package dev.godwit.protocol;

/**
 * The migration whose completion started this run, so that it is started once only.
 *
 * @param migration the one before it in the series
 * @param run that one's run
 */
public record SeriesLink(String migration, int run) {}
