package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.decide.Effect;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.MigrationName;
import dev.godwit.protocol.Reply;
import dev.godwit.protocol.RunSummary;
import dev.godwit.protocol.State;
import dev.godwit.protocol.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a decision into bytes that Kafka takes, all of it before any of it is stored or sent.
 *
 * @param maxBytes no value may have more
 */
record Packing(int maxBytes) {

  /**
   * A decision as bytes.
   *
   * @param states to be stored and published, in this order
   * @param parcels to be sent after them, in this order
   */
  record Packed(List<PackedState> states, List<Parcel> parcels) {}

  /** A state as it is stored and published, which may be cut. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record PackedState(State state, byte[] json) {}

  /** A record for one of the sinks. */
  record Parcel(Sink sink, @Nullable String key, Outgoing value) {}

  /**
   * Packs all of it.
   *
   * @throws TooLargeException if a part is too large, even with its texts cut
   */
  Packed pack(Decision decision) {
    List<PackedState> states = new ArrayList<>();
    for (State state : decision.states()) {
      states.add(pack(state));
    }
    List<Parcel> parcels = new ArrayList<>();
    for (Effect effect : decision.effects()) {
      // Nothing is sent for a command that is put off.
      if (!(effect instanceof Effect.PutOff)) {
        parcels.add(pack(effect));
      }
    }
    return new Packed(states, parcels);
  }

  /** A reply alone. */
  Parcel pack(Reply reply) {
    byte[] json = Json.bytes(reply);
    if (json.length > maxBytes) {
      json = Json.bytes(ShortReply.of(reply));
    }
    String migration = reply.migration();
    String key = migration != null && MigrationName.isLegal(migration) ? migration : null;
    return new Parcel(Sink.REPLIES, key, Outgoing.single(json));
  }

  private PackedState pack(State state) {
    byte[] json = Json.bytes(state);
    if (json.length <= maxBytes) {
      return new PackedState(state, json);
    }
    byte[] cut = cut(state, "the state of '" + state.migration() + "'");
    return new PackedState(Json.read(cut, State.class), cut);
  }

  private Parcel pack(Effect effect) {
    if (effect instanceof Effect.SendTask send) {
      return pack(send.task(), send.partition());
    } else if (effect instanceof Effect.SendReply send) {
      return pack(send.reply());
    } else if (effect instanceof Effect.AnswerPutOff answer) {
      return pack(answer.reply());
    } else if (effect instanceof Effect.KeepSummary keep) {
      return pack(keep.summary());
    }
    throw new AssertionError(effect);
  }

  private Parcel pack(Task task, int partition) {
    byte[] json = fitting(Json.bytes(task), "the task for " + task.batchId());
    String key = task.batchId().migration() + "/" + task.batchId().segment();
    return new Parcel(Sink.TASKS, key, new Outgoing(json, partition));
  }

  private Parcel pack(RunSummary summary) {
    byte[] json = Json.bytes(summary);
    if (json.length > maxBytes) {
      json = cut(summary, "the summary of " + summary.key());
    }
    return new Parcel(Sink.HISTORY, summary.key(), Outgoing.single(json));
  }

  private byte[] cut(Object message, String what) {
    return fitting(Json.bytes(LongTexts.cut(Json.toTree(message))), what);
  }

  private byte[] fitting(byte[] json, String what) {
    if (json.length > maxBytes) {
      throw new TooLargeException(what, json.length, maxBytes);
    }
    return json;
  }
}
