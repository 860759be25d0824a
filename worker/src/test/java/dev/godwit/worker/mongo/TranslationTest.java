package dev.godwit.worker.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TranslationTest {

  private static final ServerAddress SERVER = new ServerAddress("db.example", 27017);

  static Stream<Arguments> exceptions() {
    MongoException labelled = new MongoException(7777, "odd");
    labelled.addLabel("RetryableWriteError");
    ClusterDescription cluster =
        new ClusterDescription(ClusterConnectionMode.SINGLE, ClusterType.UNKNOWN, List.of());
    return Stream.of(
        Arguments.of(new MongoTimeoutException("no server"), Trouble.NO_SERVER),
        Arguments.of(new MongoSocketReadException("cut", SERVER), Trouble.PASSING),
        Arguments.of(
            new MongoSocketReadTimeoutException("slow", SERVER, new IOException()),
            Trouble.TOO_SLOW),
        Arguments.of(new MongoExecutionTimeoutException(50, "slow"), Trouble.TOO_SLOW),
        Arguments.of(new MongoInterruptedException("stop", null), Trouble.INTERRUPTED),
        Arguments.of(labelled, Trouble.PASSING),
        Arguments.of(letIn(new MongoSocketReadException("cut", SERVER)), Trouble.PASSING),
        Arguments.of(
            letIn(new MongoSocketReadTimeoutException("slow", SERVER, new IOException())),
            Trouble.PASSING),
        Arguments.of(letIn(command(91, "shutting down")), Trouble.PASSING),
        Arguments.of(letIn(command(18, "Authentication failed.")), Trouble.REFUSED),
        Arguments.of(new MongoTimeoutException("t", letIn(command(18, "wrong"))), Trouble.REFUSED),
        Arguments.of(
            new MongoTimeoutException("t", letIn(new MongoSocketReadException("cut", SERVER))),
            Trouble.NO_SERVER),
        Arguments.of(new MongoIncompatibleDriverException("old", cluster), Trouble.REFUSED));
  }

  /** Trouble while the driver proves to the server who it is. */
  private static MongoSecurityException letIn(MongoException cause) {
    MongoCredential credential = MongoCredential.createCredential("u", "db", new char[] {'p'});
    return new MongoSecurityException(credential, "Exception authenticating", cause);
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void exceptionsOfTheDriverAreTold(MongoException exception, Trouble trouble) {
    assertThat(Translation.translate(exception).trouble()).isEqualTo(trouble);
  }

  @ParameterizedTest
  @CsvSource({
    "10107, PASSING", "189, PASSING", "11600, PASSING", "91, PASSING", "13435, PASSING",
    "112, PASSING", "43, PASSING", "50, TOO_SLOW", "262, TOO_SLOW", "292, TOO_LARGE",
    "13, REFUSED", "2, REFUSED", "59, REFUSED", "99999, REFUSED"
  })
  void codesOfTheServerAreTold(int code, Trouble trouble) {
    assertThat(Translation.translate(command(code, "words")).trouble()).isEqualTo(trouble);
  }

  private static MongoCommandException command(int code, String words) {
    BsonDocument response =
        BsonDocument.parse("{ok: 0, code: %d, codeName: 'Name', errmsg: ''}".formatted(code));
    response.put("errmsg", new BsonString(words));
    return new MongoCommandException(response, SERVER);
  }

  @Test
  void messageHoldsTheServersWordsAndNoCommand() {
    assertThat(Translation.translate(command(2, "unknown operator: $foo")))
        .hasMessage("MongoDB: unknown operator: $foo (2 Name)");
    assertThat(
            Translation.translate(
                command(13, "not authorized on shop to execute command { update: \"c\", secret")))
        .hasMessage("MongoDB: not authorized on shop to execute command (13 Name)");
    assertThat(Translation.translate(command(2, "x".repeat(5000))).getMessage())
        .hasSizeLessThan(500);
  }

  @ParameterizedTest
  @CsvSource({
    "121, true",
    "11000, true",
    "17419, true",
    "14, true",
    "28, true",
    "2, true",
    "10107, false",
    "91, false",
    "13, false",
    "61, false",
    "371, false",
    "9, false",
    "50, false"
  })
  void refusalsOfSingleWritesSayWhoseFaultItIs(int code, boolean ofTheDocument) {
    assertThat(new WriteRefusal(code, "words").isOfTheDocument()).isEqualTo(ofTheDocument);
  }
}
