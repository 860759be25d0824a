package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.people.Proof;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record of the commands topic.
 *
 * @param value null for a record without one
 * @param proof what came with it to prove who sent it; null for nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Arrived(byte @Nullable [] value, byte @Nullable [] proof, RecordMetadata from) {

  static Arrived of(Record<byte[], byte[]> record, RecordMetadata from) {
    Header header = record.headers().lastHeader(Proof.HEADER);
    byte @Nullable [] proof = header == null ? null : header.value();
    return new Arrived(record.value(), header != null && proof == null ? new byte[0] : proof, from);
  }

  long offset() {
    return from.offset();
  }
}
