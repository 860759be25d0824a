package dev.godwit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          strt a                          | Did you mean: godwit start
          start                           | Missing required parameter: 'NAME'
          series                          | Missing required parameter: 'NAME'
          start a b                       | Unmatched argument at index 2: 'b'
          start ä                         | 'ä': expected the name of a migration
          start a --next b,ü              | 'ü': expected the name of a migration
          start a --next b,a              | name each once
          series a b a                    | name each once
          start a --bath-size 3           | Possible solutions: --batch-size
          start a --batch-size 0          | '0': expected a whole number from 1 to 100000
          start a --batch-size -1         | '-1': expected a whole number from 1 to 100000
          start a --batch-size 100001     | '100001': expected a whole number from 1 to 100000
          start a --batch-size x          | 'x': expected a whole number from 1 to 100000
          start a --on-error ignore       | 'ignore': expected fail or skip
          start a --max-failures -1       | '-1': expected a whole number of documents, 0 or more, or a share such as 5%
          start a --max-failures many     | 'many': expected a whole number
          start a --cursor abc            | 'abc': expected an _id in Extended JSON
          start a --cursor null           | --from-start for the beginning
          start a --cursor ""             | --from-start for the beginning
          start a --cursor {"$oid":"1"}   | expected an _id in Extended JSON
          start a --cursor 1 --from-start | --cursor and --from-start are given both
          dry-run a --cursor 1 --from-start | --cursor and --from-start are given both
          start a --reset --cursor 1      | --reset begins with the first document
          start a --reset --from-start    | --reset begins with the first document
          start a --dry-run --reset       | leave --reset, --one-batch-only and --next out
          start a --dry-run --next b      | leave --reset, --one-batch-only and --next out
          start a --dry-run --one-batch-only | leave --reset, --one-batch-only and --next out
          start a --param plan            | expected name=value, such as plan=pro
          start a --param 1x=3            | expected name=value, such as plan=pro
          start a --param n=1 --param n=2 | 'n' is named twice
          dry-run a --reset               | Unknown option: '--reset'
          pause a --timeout 0             | '0': expected seconds
          pause a --timeout soon          | 'soon': expected seconds
          pause a --kafka nowhere         | --kafka = 'nowhere': expected host:port
          pause a --topic-prefix ä        | --topic-prefix = 'ä': expected 1 to 100 of A-Z a-z 0-9 . _ -
          series a ä                      | 'ä': expected the name of a migration
          status ä                        | 'ä': expected the name of a migration
          """)
  void isToldAndNothingIsAsked(String typed, String told) {
    // given
    Cli cli = new Cli();

    // when
    Cli.Ended ended = cli.run(typed.split(" ", -1));

    // then
    assertThat(ended.err()).contains(told).doesNotContain("\tat ");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(cli.installation.asked()).isEmpty();
  }

  @Test
  void emptyCursorIsToldWhatToWriteInstead() {
    // given
    Cli cli = new Cli();

    // when
    Cli.Ended ended = cli.run("start", "a", "--cursor", "");

    // then
    assertThat(ended.err()).contains("'': expected an _id").contains("--from-start");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void withoutASubcommandThereIsNothingToDo() {
    // when
    Cli.Ended ended = new Cli().run();

    // then
    assertThat(ended.err()).contains("Which command?").contains("godwit --help");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void wrongVariableIsNamedAsAVariable() {
    // given
    Cli cli =
        new Cli(
            Map.of("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "nowhere", "GODWIT_KAFKA_ACKSS", "all"),
            false);

    // when
    Cli.Ended ended = cli.run("list");

    // then
    assertThat(ended.err())
        .contains("2 settings are wrong")
        .contains("GODWIT_KAFKA_BOOTSTRAP_SERVERS = 'nowhere'")
        .contains("GODWIT_KAFKA_ACKSS: Kafka's clients have no ackss; did you mean acks?");
    assertThat(ended.exitCode()).isEqualTo(2);
  }
}
