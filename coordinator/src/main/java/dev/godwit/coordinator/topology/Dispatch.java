package dev.godwit.coordinator.topology;

import dev.godwit.coordinator.decide.Decision;
import dev.godwit.coordinator.topology.Packing.Packed;
import dev.godwit.coordinator.topology.Packing.PackedState;
import dev.godwit.coordinator.topology.Packing.Parcel;
import dev.godwit.protocol.Reply;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Brings what was decided to its topics. */
record Dispatch(Packing packing, ProcessorContext<String, Outgoing> context) {

  /**
   * All of it as bytes.
   *
   * @throws TooLargeException if a part is too large, even with its texts cut
   */
  Packed pack(Decision decision) {
    return packing.pack(decision);
  }

  /** A reply alone. */
  void send(Reply reply) {
    send(packing.pack(reply));
  }

  /** The states, then the rest. */
  void send(Packed packed) {
    for (PackedState state : packed.states()) {
      Outgoing value = Outgoing.single(state.json());
      send(new Parcel(Sink.STATE, state.state().migration(), value));
    }
    packed.parcels().forEach(this::send);
  }

  private void send(Parcel parcel) {
    context.forward(
        new Record<>(parcel.key(), parcel.value(), context.currentSystemTimeMs()),
        parcel.sink().node());
  }
}
