package dev.godwit.worker.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.godwit.boot.StartException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoConnectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:27017/shop",
        "http://user:hunter2@localhost/shop",
        "mongodb://",
        "mongodb://user:hunter2@/shop",
        "mongodb://us:er:hunter2@localhost/shop",
        "mongodb://user:hunter2@localhost:port/shop",
        "mongodb://user:hun@ter2@localhost/shop",
        "mongodb://user:hunter2@localhost",
        "mongodb://user:hunter2@localhost/",
        "mongodb://user:hunter2@localhost/?replicaSet=a",
        "mongodb://user:hunter2@localhost/shop?w=1",
        "mongodb://user:hunter2@localhost/shop?tls=maybe&tls=false&ssl=true",
        "mongodb://user:hunter2@localhost/shop?authMechanism=HUNTER2",
        "mongodb://a,b/shop?directConnection=true"
      })
  void badConnectionStringIsRefusedWithoutShowingSecrets(String text) {
    // when
    StartException refusal =
        catchThrowableOfType(
            StartException.class,
            () -> {
              try (MongoConnection connection = MongoConnection.open(text)) {
                throw new AssertionError("opened " + connection.description());
              }
            });

    // then
    assertThat(refusal).isNotNull();
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      assertThat(cause.getMessage()).doesNotContainIgnoringCase("hunter2", "ter2");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "w=1, w=1",
    "w=0, w=0",
    "w=2, w=2",
    "w=majority&journal=false, journal=false",
    "readConcernLevel=local, readConcernLevel=local",
    "readConcernLevel=available, readConcernLevel=available",
    "readPreference=secondaryPreferred, readPreference=secondaryPreferred",
    "readPreference=nearest, readPreference=nearest"
  })
  void weakerReadsAndWritesAreRefused(String option, String shown) {
    assertThatThrownBy(() -> MongoConnection.open("mongodb://db.example/shop?" + option))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(shown)
        .hasMessageContaining("leave the option out");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aPoolThatIsSmallerThanWhatBatchesNeedIsRefused(int size) {
    assertThatThrownBy(() -> open("mongodb://u:hunter2@db/shop?maxPoolSize=" + size, 4))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("maxPoolSize=" + size)
        .hasMessageContaining("GODWIT_WORKER_THREADS")
        .hasMessageContaining("need 5 connections")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?maxPoolSize=0", "?maxPoolSize=5"})
  void aPoolThatIsLargeEnoughIsTaken(String options) {
    assertThatCode(() -> open("mongodb://db/shop" + options, 4).close()).doesNotThrowAnyException();
  }

  private static MongoConnection open(String text, int batches) {
    return MongoConnection.open(text, null, batches, new SimpleMeterRegistry());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://user:hunter2@one.example:1,two.example/shop?replicaSet=rs",
        "mongodb://one.example:1,two.example/shop?w=majority&readConcernLevel=majority"
            + "&readPreference=primary&wtimeoutMS=5000&journal=true"
      })
  void unknownHostIsNoErrorAtStartAndTheDescriptionHoldsNoSecret(String text) {
    try (MongoConnection connection = MongoConnection.open(text)) {
      assertThat(connection.description())
          .isEqualTo("mongodb://one.example:1,two.example:27017/shop".replace(":27017", ""));
      assertThat(connection.name()).isEqualTo("shop");
    }
  }

  @Test
  void missingServerIsToldWithinTheTimeForFindingOne() {
    try (MongoConnection connection =
        MongoConnection.open(
            "mongodb://user:hunter2@127.0.0.1:1/shop?serverSelectionTimeoutMS=50")) {
      assertThatThrownBy(connection::ping)
          .isInstanceOfSatisfying(
              DatabaseException.class,
              failure -> {
                assertThat(failure.trouble()).isEqualTo(Trouble.NO_SERVER);
                assertThat(failure.getMessage())
                    .startsWith("no MongoDB server answers")
                    .doesNotContain("hunter2");
              });
    }
  }
}
