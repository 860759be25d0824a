package dev.godwit.cli.text;

import dev.godwit.protocol.Failure;
import dev.godwit.protocol.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a migration is where it is. */
final class Reasons {

  private Reasons() {}

  /** Why nothing moves; null when it does. */
  static @Nullable String waiting(State state) {
    String waitingFor = state.progress().waitingFor();
    return waitingFor == null ? null : Shown.printable(waitingFor);
  }

  /** The error with the document and batch that it is about; null when there is none. */
  static @Nullable String error(State state) {
    Failure error = state.progress().error();
    if (error == null) {
      return null;
    }
    List<String> where = new ArrayList<>();
    if (error.documentId() != null) {
      where.add("document " + Documents.value(error.documentId()));
    }
    if (error.batch() != null && error.batch() > 0) {
      where.add("batch " + error.batch());
    }
    String message = Shown.printable(error.message());
    return where.isEmpty() ? message : message + " (" + String.join(", ", where) + ")";
  }
}
