package dev.godwit.boot;

/** Finds out whether Kafka can be reached. */
interface KafkaProbe extends AutoCloseable {

  /**
   * Returns when a broker answered.
   *
   * @throws RuntimeException if none did within a few seconds
   */
  void reach();

  @Override
  void close();
}
