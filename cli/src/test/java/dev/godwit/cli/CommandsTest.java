package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.protocol.CommandReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          start a                       | {"command":"start","migration":"a","by":"alice"}
          start a --reset               | {"command":"start","migration":"a","reset":true,"by":"alice"}
          start a --next b,c            | {"command":"start","migration":"a","next":["b","c"],"by":"alice"}
          start a --next b --next c     | {"command":"start","migration":"a","next":["b","c"],"by":"alice"}
          start a --batch-size 50       | {"command":"start","migration":"a","batchSize":50,"by":"alice"}
          start a --batch-size=100000   | {"command":"start","migration":"a","batchSize":100000,"by":"alice"}
          start a --on-error skip       | {"command":"start","migration":"a","onError":"skip","by":"alice"}
          start a --on-error fail       | {"command":"start","migration":"a","onError":"fail","by":"alice"}
          start a --max-failures 10     | {"command":"start","migration":"a","maxFailures":10,"by":"alice"}
          start a --max-failures 2.5%   | {"command":"start","migration":"a","maxFailures":"2.5%","by":"alice"}
          start a --one-batch-only      | {"command":"start","migration":"a","oneBatchOnly":true,"by":"alice"}
          start a --dry-run             | {"command":"start","migration":"a","dryRun":true,"by":"alice"}
          start a --from-start          | {"command":"start","migration":"a","cursor":null,"by":"alice"}
          start a --cursor 42           | {"command":"start","migration":"a","cursor":{"after":{"$numberInt":"42"}},"by":"alice"}
          start a --cursor -5           | {"command":"start","migration":"a","cursor":{"after":{"$numberInt":"-5"}},"by":"alice"}
          start a --cursor 4200000000   | {"command":"start","migration":"a","cursor":{"after":{"$numberLong":"4200000000"}},"by":"alice"}
          start a --cursor "abc"        | {"command":"start","migration":"a","cursor":{"after":"abc"},"by":"alice"}
          start a --cursor {"k":[1,"x"]} | {"command":"start","migration":"a","cursor":{"after":{"k":[{"$numberInt":"1"},"x"]}},"by":"alice"}
          start a --cursor 65a1b2c3d4e5f60718293a4b | {"command":"start","migration":"a","cursor":{"after":{"$oid":"65a1b2c3d4e5f60718293a4b"}},"by":"alice"}
          start a --cursor {"$oid":"65a1b2c3d4e5f60718293a4b"} | {"command":"start","migration":"a","cursor":{"after":{"$oid":"65a1b2c3d4e5f60718293a4b"}},"by":"alice"}
          start a --cursor {"after":null} | {"command":"start","migration":"a","cursor":{"after":null},"by":"alice"}
          start a --param plan=pro      | {"command":"start","migration":"a","params":{"plan":"pro"},"by":"alice"}
          start a --wait=false          | {"command":"start","migration":"a","by":"alice"}
          series a b c                  | {"command":"startSeries","migrations":["a","b","c"],"by":"alice"}
          series a                      | {"command":"startSeries","migrations":["a"],"by":"alice"}
          series a b --reset            | {"command":"startSeries","migrations":["a","b"],"reset":true,"by":"alice"}
          dry-run a                     | {"command":"start","migration":"a","dryRun":true,"by":"alice"}
          dry-run a --from-start --batch-size 5 --on-error skip | {"command":"start","migration":"a","dryRun":true,"cursor":null,"batchSize":5,"onError":"skip","by":"alice"}
          dry-run a --cursor 7 --param n=1 | {"command":"start","migration":"a","dryRun":true,"cursor":{"after":{"$numberInt":"7"}},"params":{"n":1},"by":"alice"}
          pause a                       | {"command":"pause","migration":"a","by":"alice"}
          resume a                      | {"command":"resume","migration":"a","by":"alice"}
          cancel a                      | {"command":"cancel","migration":"a","by":"alice"}
          cancel-all                    | {"command":"cancelAll","by":"alice"}
          retry-failed a                | {"command":"retryFailed","migration":"a","by":"alice"}
          clear a                       | {"command":"clear","migration":"a","by":"alice"}
          """)
  void becomesExactlyThisCommand(String typed, String json) {
    // given
    Cli cli = new Cli();

    // when
    Cli.Ended ended = cli.run((typed + " --by alice").split(" ", -1));

    // then
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
    assertThat(cli.installation.asked()).containsExactly(json);
    // A coordinator reads it as it was meant, unless it refuses it for good reasons.
    assertThat(CommandReader.read(json).by()).isEqualTo("alice");
  }

  @ParameterizedTest
  @CsvSource({"10, pause a", "45, dry-run a", "45, start a --dry-run"})
  void isGivenItsTimeToBeAnswered(long seconds, String typed) {
    // given
    Cli cli = new Cli();

    // when
    cli.run(typed.split(" ", -1));

    // then
    assertThat(cli.installation.patience()).hasSeconds(seconds);
  }

  @ParameterizedTest
  @CsvSource({"3, 3000", "3s, 3000", "250ms, 250", "2m, 120000"})
  void isGivenTheTimeThatWasAskedFor(String typed, long millis) {
    // given
    Cli cli = new Cli();

    // when
    cli.run("pause", "a", "--timeout", typed);

    // then
    assertThat(cli.installation.patience()).hasMillis(millis);
    assertThat(cli.installation.address().reachWithin()).hasMillis(millis);
  }

  @Test
  void isAskedInTheNameOfTheUser() {
    // given
    Cli cli = new Cli();

    // when
    cli.run("pause", "a");

    // then
    assertThat(cli.installation.asked())
        .containsExactly(
            "{\"command\":\"pause\",\"migration\":\"a\",\"by\":\"%s\"}"
                .formatted(System.getProperty("user.name")));
  }
}
