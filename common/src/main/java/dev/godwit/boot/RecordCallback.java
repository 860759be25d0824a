package dev.godwit.boot;

/** Takes the records of a followed topic, one after the other. */
@FunctionalInterface
public interface RecordCallback {

  /** A record that makes it throw is logged and skipped. */
  void read(FollowedRecord record);
}
