package dev.godwit.local.junit;

import dev.godwit.protocol.StartOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * A run that is asked for.
 *
 * @param subject which migration
 * @param documents what is in its collection
 * @param collections what is in others
 * @param options how
 * @param timeout how long it may take
 */
record Request(
    Subject subject,
    List<Document> documents,
    Map<String, List<Document>> collections,
    StartOptions options,
    Duration timeout) {}
