package dev.godwit.worker.mongo;

/**
 * What a collection is.
 *
 * @param kind {@code collection}, {@code view} or {@code timeseries}
 * @param hasCollation whether it compares texts by the rules of a language
 */
public record CollectionFacts(String kind, boolean hasCollation) {}
