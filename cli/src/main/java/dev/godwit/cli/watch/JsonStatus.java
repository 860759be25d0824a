package dev.godwit.cli.watch;

import dev.godwit.cli.progress.Progress;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A state as one line of JSON whenever it changes. */
public final class JsonStatus implements StatusDisplay {

  private final PrintStream out;
  private final Map<String, State> written = new HashMap<>();

  public JsonStatus(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(List<Progress> all, Instant now) {
    for (Progress progress : all) {
      State state = progress.state();
      if (!state.equals(written.put(state.migration(), state))) {
        out.println(Json.write(state));
        out.flush();
      }
    }
  }
}
