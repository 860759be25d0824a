package dev.godwit.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.migration.MaxFailures;
import dev.godwit.migration.OnError;
import dev.godwit.protocol.Command.Verb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {

  @Test
  void readsAllThatStartTakes() {
    // when
    Command command =
        read(
            "{'command':'start','migration':'a','next':['b','c'],'batchSize':50,'cursor':{'$oid':"
                + "'65a100000000000000000001'},'onError':'skip','maxFailures':'5%','oneBatchOnly':true,"
                + "'params':{'plan':'pro','limit':7},'by':'alice','id':'deploy-4711'}");

    // then
    assertThat(command.verb()).isEqualTo(Verb.START);
    assertThat(command.migration()).isEqualTo("a");
    assertThat(command.next()).containsExactly("b", "c");
    assertThat(command.by()).isEqualTo("alice");
    assertThat(command.id()).isEqualTo("deploy-4711");
    StartOptions options = command.options();
    assertThat(options.startAt())
        .isEqualTo(
            new StartOptions.StartAt(
                new Cursor(new BsonObjectId(new ObjectId("65a100000000000000000001")))));
    assertThat(options.handling())
        .isEqualTo(new StartOptions.Handling(50, OnError.SKIP, MaxFailures.parse("5%")));
    assertThat(options.oneBatchOnly()).isTrue();
    assertThat(options.params()).isEqualTo(Map.of("plan", "pro", "limit", 7));
  }

  @Test
  void readsAllThatUpTakes() {
    // when
    Command command =
        read(
            "{'command':'up','to':'b','migrations':['a','b'],'resume':true,'allowChanged':true,'by':'deploy'}");

    // then
    assertThat(command)
        .isEqualTo(Command.up(List.of("a", "b"), new UpOptions("b", true, true)).by("deploy"));
    assertThat(command.migration()).as("it is about all").isNull();
    assertThat(read("{'command':'up'}").up()).isEqualTo(UpOptions.NONE);
  }

  @Test
  void aCursorIsTheBeginningAnIdOrAbsent() {
    assertThat(read("{'command':'start','migration':'a'}").options().startAt()).isNull();
    assertThat(cursor("null")).isEqualTo(new StartOptions.StartAt(null));
    assertThat(cursor("'x'")).isEqualTo(startAt(new BsonString("x")));
    assertThat(cursor("{'after':'x'}")).isEqualTo(startAt(new BsonString("x")));
    assertThat(cursor("{'after':null}")).isEqualTo(startAt(BsonNull.VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                      | expected a JSON object",
        "[]                                      | expected a JSON object",
        "{                                       | not JSON",
        "{}                                      | field 'command': missing; expected one of start, startSeries",
        "{'command':'strat','migration':'a'}     | field 'command': got \"strat\"; expected one of start",
        "{'command':7}                           | field 'command': got 7; expected a text",
        "{'command':'start'}                     | field 'migration': missing; expected the name of a migration",
        "{'command':'start','migration':''}      | field 'migration': got \"\"",
        "{'command':'start','migration':'a b'}   | field 'migration': got \"a b\"",
        "{'command':'start','migration':null}    | field 'migration': got null",
        "{'command':'start','migration':'a','batchsize':5} | field 'batchsize' is unknown to 'start', which takes batchSize",
        "{'command':'start','migration':'a','batchsize':5} | did you mean 'batchSize'?",
        "{'command':'start','migration':'a','batch_size':5} | did you mean 'batchSize'?",
        "{'command':'up','To':'a'}               | field 'To' is unknown to 'up', which takes allowChanged, by, command, id, migrations, resume, to; did you mean 'to'?",
        "{'command':'up','to':'a b'}             | field 'to': got \"a b\"; expected the name of a migration",
        "{'command':'up','to':false}             | field 'to': got false; expected a text",
        "{'command':'up','migrations':'a'}       | field 'migrations': got \"a\"; expected a list of names",
        "{'command':'up','migrations':['a','a']} | field 'migrations': got [\"a\",\"a\"]; expected each name once",
        "{'command':'up','resume':'yes'}         | field 'resume': got \"yes\"; expected true or false",
        "{'command':'up','allowChanged':1}       | field 'allowChanged': got 1; expected true or false",
        "{'command':'pause','migration':'a','batchSize':5} | field 'batchSize' is unknown to 'pause'",
        "{'command':'start','migration':'a','batchSize':0} | field 'batchSize': got 0; expected a whole number from 1 to 100000, or leave it out",
        "{'command':'start','migration':'a','batchSize':-1} | field 'batchSize': got -1",
        "{'command':'start','migration':'a','batchSize':1.5} | field 'batchSize': got 1.5",
        "{'command':'start','migration':'a','batchSize':'5'} | field 'batchSize': got \"5\"",
        "{'command':'start','migration':'a','batchSize':99999999999} | field 'batchSize': got 99999999999",
        "{'command':'start','migration':'a','cursor':''} | field 'cursor': got \"\"; expected an _id to start after, null for the beginning",
        "{'command':'start','migration':'a','cursor':{'$oid':'xyz'}} | field 'cursor': got {\"$oid\":\"xyz\"}; expected an _id in Extended JSON",
        "{'command':'start','migration':'a','cursor':5,'reset':true} | fields 'reset' and 'cursor' together",
        "{'command':'start','migration':'a','reset':'yes'} | field 'reset': got \"yes\"; expected true or false",
        "{'command':'start','migration':'a','onError':'stop'} | field 'onError': got \"stop\"; expected \"fail\" or \"skip\"",
        "{'command':'start','migration':'a','maxFailures':-1} | field 'maxFailures': got -1; expected a whole number from 0",
        "{'command':'start','migration':'a','maxFailures':'500%'} | field 'maxFailures': got \"500%\"",
        "{'command':'start','migration':'a','maxFailures':[]} | field 'maxFailures': got []",
        "{'command':'start','migration':'a','next':'b'} | field 'next': got \"b\"; expected a list of names",
        "{'command':'start','migration':'a','next':['b','b']} | field 'next': got [\"b\",\"b\"]; expected each name once, but 'b' is repeated",
        "{'command':'start','migration':'a','next':['a']} | but 'a' is repeated",
        "{'command':'start','migration':'a','next':[7]} | field 'next': got [7]",
        "{'command':'start','migration':'a','dryRun':true,'next':['b']} | fields 'dryRun' and 'next' together",
        "{'command':'start','migration':'a','dryRun':true,'reset':true} | fields 'dryRun' and 'reset' together",
        "{'command':'start','migration':'a','params':['x']} | field 'params': got [\"x\"]; expected an object",
        "{'command':'start','migration':'a','params':{'x':null}} | field 'params.x': got null",
        "{'command':'start','migration':'a','migration':'b'} | not JSON: Duplicate field 'migration'",
        "{'command':'start','migration':'a'} {} | not JSON",
        "{'command':'startSeries','migrations':[]} | field 'migrations': got []; expected a list of one or more names",
        "{'command':'startSeries','migrations':['a'],'batchSize':5} | field 'batchSize' is unknown to 'startSeries'",
        "{'command':'cancelAll','migration':'a'} | field 'migration' is unknown to 'cancelAll'",
      })
  void refusesWithFieldValueAndExpectation(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesWhatIsNoTextOrTooLong() {
    assertThatThrownBy(() -> CommandReader.read((byte[]) null))
        .hasMessageContaining("without a value");
    assertThatThrownBy(() -> CommandReader.read(new byte[] {(byte) 0xC3, 0x28}))
        .hasMessage("not UTF-8");
    assertThatThrownBy(() -> CommandReader.read(new byte[CommandReader.MAX_BYTES + 1]))
        .hasMessageContaining("expected at most 262144");
    String deep =
        "{'command':'start','migration':'a','cursor':" + "[".repeat(5000) + "]".repeat(5000) + "}";
    assertThatThrownBy(() -> read(deep)).isInstanceOf(MalformedMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'command':'start','migration':'a'}",
        "{'command':'start','migration':'a','next':['b','c'],'reset':true}",
        "{'command':'start','migration':'a','cursor':null,'batchSize':50,'onError':'skip','maxFailures':10}",
        "{'command':'start','migration':'a','dryRun':true,'cursor':{'after':{'$numberLong':'1'}},'by':'b','id':'i'}",
        "{'command':'start','migration':'a','oneBatchOnly':true,'params':{'plan':'pro','list':[1,2.5,{'x':true}]}}",
        "{'command':'startSeries','migrations':['a','b'],'reset':true}",
        "{'command':'pause','migration':'a'}",
        "{'command':'cancelAll','by':'bob'}",
        "{'command':'clear','migration':'a','id':'7'}",
      })
  void whatIsWrittenReadsTheSame(String json) {
    // given
    Command command = read(json);

    // when
    String written = CommandWriter.write(command);

    // then
    assertThat(CommandReader.read(written)).isEqualTo(command);
    assertThat(Json.tree(written))
        .isEqualTo(Json.tree(CommandWriter.write(CommandReader.read(written))));
  }

  private static StartOptions.StartAt startAt(org.bson.BsonValue id) {
    return new StartOptions.StartAt(new Cursor(id));
  }

  private static StartOptions.StartAt cursor(String json) {
    return read("{'command':'start','migration':'a','cursor':" + json + "}").options().startAt();
  }

  private static Command read(String json) {
    return CommandReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
