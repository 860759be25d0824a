package dev.godwit.coordinator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.coordinator.decide.Decider;
import dev.godwit.coordinator.decide.Installation;
import dev.godwit.coordinator.topology.CrashScenario.Crash;
import dev.godwit.protocol.BatchId;
import dev.godwit.protocol.Counts;
import dev.godwit.protocol.Cursor;
import dev.godwit.protocol.Defaults;
import dev.godwit.protocol.Definition;
import dev.godwit.protocol.Event;
import dev.godwit.protocol.Json;
import dev.godwit.protocol.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bson.BsonInt64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the coordinator with its real rules between any two of its writes. */
class DeciderCrashTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final List<String> TIMES =
      List.of("startedAt", "updatedAt", "finishedAt", "runningMs", "dueAt", "at");

  /** What happens, to one or two migrations of two pages each. */
  private enum Story {
    SERIES {
      @Override
      CrashScenario tell(CrashScenario story) {
        story.command("{'command':'start','migration':'a','next':['b'],'id':'1'}");
        pages(story, "a");
        return pages(story, "b");
      }
    },
    PAUSED_AND_RESUMED {
      @Override
      CrashScenario tell(CrashScenario story) {
        return story
            .command("{'command':'start','migration':'a','id':'1'}")
            .event(prepared("a"))
            .command("{'command':'pause','migration':'a','id':'2'}")
            .event(completed("a", 1, false))
            .command("{'command':'resume','migration':'a','id':'3'}")
            .event(completed("a", 2, true));
      }
    },
    CANCELED_WITH_A_BATCH_OUTSTANDING {
      @Override
      CrashScenario tell(CrashScenario story) {
        return story
            .command("{'command':'start','migration':'a','next':['b'],'id':'1'}")
            .event(prepared("a"))
            .command("{'command':'cancel','migration':'a','id':'2'}")
            .event(completed("a", 1, false))
            .passes(SHORT);
      }
    },
    RESET_WHILE_RUNNING {
      @Override
      CrashScenario tell(CrashScenario story) {
        return story
            .command("{'command':'start','migration':'a','id':'1'}")
            .event(prepared("a"))
            .command("{'command':'start','migration':'a','reset':true,'id':'2'}")
            .event(completed("a", 1, false))
            .event(new Event.Prepared(origin("a", 2, 0), 20L, null))
            .event(completed("a", 2, 1, true));
      }
    },
    CLEARED_TOO_EARLY {
      @Override
      CrashScenario tell(CrashScenario story) {
        return story
            .command("{'command':'start','migration':'a','id':'1'}")
            .event(prepared("a"))
            .command("{'command':'clear','migration':'a','id':'2'}")
            .event(completed("a", 1, true));
      }
    },
    CANCELED_ALL_BEFORE_A_SERIES_STARTS {
      @Override
      CrashScenario tell(CrashScenario story) {
        return story
            .command("{'command':'cancelAll','id':'1'}")
            .command("{'command':'start','migration':'a','next':['b'],'id':'2'}")
            .event(prepared("a"))
            .event(completed("a", 1, true));
      }
    },
    FAILED_AND_STARTED_AGAIN {
      @Override
      CrashScenario tell(CrashScenario story) {
        return story
            .command("{'command':'start','migration':'a','next':['b'],'id':'1'}")
            .event(new Event.Prepared(origin("a", 1, 0), null, "no collection"))
            .command("{'command':'start','migration':'a','id':'2'}");
      }
    },
    UP_THAT_WAITS_FOR_A_WORKER {
      @Override
      CrashScenario tell(CrashScenario story) {
        story
            .command("{'command':'up','migrations':['a','b','c'],'id':'1'}")
            .command("{'command':'pause','migration':'b','id':'2'}")
            .passes(SHORT)
            .event(announced("c"))
            .passes(SHORT);
        return pages(story, "a").event(prepared("b"));
      }
    },
    UP_THAT_WAITS_AND_IS_CANCELED {
      @Override
      CrashScenario tell(CrashScenario story) {
        return story
            .command("{'command':'up','migrations':['a','c'],'id':'1'}")
            .command("{'command':'start','migration':'b','id':'2'}")
            .command("{'command':'cancelAll','id':'3'}")
            .passes(SHORT)
            .event(announced("c"))
            .passes(SHORT)
            .passes(SHORT);
      }
    },
    UP_THAT_WAITS_IN_VAIN {
      @Override
      CrashScenario tell(CrashScenario story) {
        return story
            .command("{'command':'up','migrations':['a','z'],'id':'1'}")
            .command("{'command':'cancel','migration':'b','id':'2'}")
            .passes(Duration.ofMinutes(6))
            // The answer is committed long before it is forgotten that it is owed.
            .passes(SHORT)
            .passes(SHORT)
            .passes(Duration.ofMinutes(1))
            .command("{'command':'start','migration':'b','id':'3'}")
            .event(prepared("b"));
      }
    };

    abstract CrashScenario tell(CrashScenario story);
  }

  /** A command that comes again may find what would have been done about it later. */
  @ParameterizedTest
  @EnumSource(names = {"CLEARED_TOO_EARLY", "CANCELED_ALL_BEFORE_A_SERIES_STARTS"})
  void aCommandThatWasAnsweredIsNotDecidedAgainHoweverMuchComesAgain(Story story) {
    check(story, run -> true, 4);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESET_WHILE_RUNNING")
  void nothingIsLostOrDoneTwiceWhereverItIsKilled(Story story) {
    check(story);
  }

  /** Of the run that a reset ended, only the summary may be lost: nothing else owes it. */
  @Test
  void aResetIsCarriedOutOnceWhereverItIsKilled() {
    check(Story.RESET_WHILE_RUNNING, run -> !run.equals("a/1"), 2);
  }

  private static void check(Story story) {
    check(story, run -> true, 2);
  }

  private static void check(Story story, Predicate<String> runKept, int uncommitted) {
    // given
    CrashScenario scenario = story.tell(begun());
    Outcome expected = scenario.undisturbed();
    Map<String, JsonNode> states = timeless(expected.states());
    List<Crash> crashes = scenario.crashes(uncommitted);
    // then
    assertThat(crashes).hasSizeGreaterThan(50);
    for (Crash crash : crashes) {
      Outcome outcome = scenario.after(crash);
      assertThat(timeless(outcome.states())).as("%s", crash).isEqualTo(states);
      assertThat(outcome.isPublished()).as("%s", crash).isTrue();
      assertThat(batches(outcome)).as("%s", crash).isEqualTo(batches(expected));
      assertThat(answers(outcome)).as("%s", crash).isEqualTo(answers(expected));
      assertThat(runs(outcome, runKept)).as("%s", crash).isEqualTo(runs(expected, runKept));
    }
  }

  private static CrashScenario begun() {
    Decider decider = new Decider(new Installation(4, null));
    return new CrashScenario(() -> decider::decide, Duration.ofMillis(100))
        .event(announced("a"))
        .event(announced("b"));
  }

  private static CrashScenario pages(CrashScenario story, String migration) {
    return story
        .event(prepared(migration))
        .event(completed(migration, 1, false))
        .event(completed(migration, 2, true));
  }

  private static Event announced(String migration) {
    return new Event.Announced(
        new Definition(migration, "", "teams", Samples.REVISION, Defaults.STANDARD, List.of()),
        "worker-1",
        Samples.AT);
  }

  private static Event prepared(String migration) {
    return new Event.Prepared(origin(migration, 1, BatchId.PREPARE), 20L, null);
  }

  private static Event completed(String migration, long batch, boolean done) {
    return completed(migration, 1, batch, done);
  }

  private static Event completed(String migration, int run, long batch, boolean done) {
    return new Event.Completed(
        origin(migration, run, batch),
        new Event.Span(batch == 1 ? null : cursor(batch - 1), cursor(batch), done),
        Counts.of(10, 0, 0, 0, 0, 0),
        null,
        Event.Timing.NONE);
  }

  private static Event.Origin origin(String migration, int run, long batch) {
    return new Event.Origin(new BatchId(migration, run, 0, batch), 1, "worker-1", Samples.AT);
  }

  private static @Nullable Cursor cursor(long batch) {
    return new Cursor(new BsonInt64(batch * 10));
  }

  private static Map<String, JsonNode> timeless(Map<String, State> states) {
    Map<String, JsonNode> timeless = new TreeMap<>();
    states.forEach((name, state) -> timeless.put(name, withoutTimes(Json.toTree(state))));
    return timeless;
  }

  private static JsonNode withoutTimes(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(TIMES);
    }
    node.forEach(DeciderCrashTest::withoutTimes);
    return node;
  }

  private static Set<String> batches(Outcome outcome) {
    Set<String> batches = new TreeSet<>();
    outcome.tasks().forEach(task -> batches.add(task.batchId() + ", attempt " + task.attempt()));
    return batches;
  }

  private static Set<String> answers(Outcome outcome) {
    Set<String> answers = new TreeSet<>();
    outcome.replies().forEach(reply -> answers.add(reply.id() + " " + reply.accepted()));
    return answers;
  }

  /** What the compacted topic keeps of each run; a summary in between may be lost. */
  private static Map<String, String> runs(Outcome outcome, Predicate<String> wanted) {
    Map<String, String> runs = new TreeMap<>();
    outcome.summaries().forEach(run -> runs.put(run.key(), run.outcome().status().wireName()));
    runs.keySet().removeIf(wanted.negate());
    return runs;
  }
}
