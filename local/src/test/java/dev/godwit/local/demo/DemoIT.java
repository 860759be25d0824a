package dev.godwit.local.demo;

import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import dev.godwit.cli.Look;
import dev.godwit.cli.text.Colours;
import dev.godwit.local.LocalGodwit;
import dev.godwit.local.LocalKafka;
import dev.godwit.local.LocalMongo;
import dev.godwit.local.LocalOptions;
import dev.godwit.local.LocalWorkers;
import dev.godwit.local.servers.TestKafka;
import dev.godwit.local.servers.TestMongo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

  /** So many that there is one of each oddity. */
  private static final int PLACES = 5_000;

  private static final Bson FIRST = Filters.eq(DataSet.id(0));

  @RegisterExtension static final TestKafka KAFKA = new TestKafka();
  @RegisterExtension static final TestMongo MONGO = TestMongo.create();

  private static final ByteArrayOutputStream SHOWN = new ByteArrayOutputStream();
  private static boolean isRight;

  @BeforeAll
  static void run(@TempDir Path directory) throws Exception {
    DemoMigrations.writeDeclaredTo(directory);
    LocalOptions options =
        LocalOptions.embedded()
            .with(LocalKafka.at(KAFKA.bootstrapServers()))
            .with(LocalMongo.at(MONGO.connectionString()))
            .with(new LocalWorkers(2, directory, DemoMigrations.inCode()))
            .withVariables(Map.of("GODWIT_TOPIC_PREFIX", KAFKA.uniquePrefix()));
    Look look = new Look(false, Colours.OFF, () -> 100, InstantSource.system(), ZoneOffset.UTC);
    PrintStream out = new PrintStream(SHOWN, true, StandardCharsets.UTF_8);
    try (LocalGodwit godwit = LocalGodwit.started(options)) {
      isRight = new Demo(PLACES, out, look).run(godwit);
    }
  }

  @Test
  void endsWithWhatTheDataSetDemands() {
    String text = SHOWN.toString(StandardCharsets.UTF_8);

    assertThat(isRight).as(text).isTrue();
    assertThat(text)
        .contains("{\"command\":\"start\",\"migration\":\"20261101-geojson-location\",")
        .contains("All of it agrees.");
  }

  @Test
  void noticesAPlaceThatIsMissing() {
    Document first = place();

    places().deleteOne(FIRST);

    assertThat(whatIsWrong()).contains("places", "places as their lines must become");
    places().insertOne(first);
  }

  @Test
  void noticesAPlaceThatIsDescribedTwice() {
    Document again = place();
    again.put("_id", DataSet.id(PLACES));

    places().insertOne(again);

    assertThat(whatIsWrong())
        .contains("places", "places described twice", "places as their lines must become");
    places().deleteOne(Filters.eq(DataSet.id(PLACES)));
  }

  @Test
  void noticesAnyFieldThatIsNotAsItMustBe() {
    assertThat(whatIsWrongAfter(set("lat", "1"))).contains("places with lat or lng");
    assertThat(whatIsWrongAfter(unset("location"))).contains("places with a point");
    assertThat(whatIsWrongAfter(set("admin2", ""))).contains("places with an empty admin");
    assertThat(whatIsWrongAfter(unset("admin1"))).contains("places with admin1");
    assertThat(whatIsWrongAfter(set("admin2", "7"))).contains("places with admin2");
    assertThat(whatIsWrongAfter(set("location.coordinates", List.of(42.53176, 1.56654))))
        .containsExactly("places as their lines must become");
    assertThat(whatIsWrongAfter(set("countryName", "Andorra la Vella")))
        .containsExactly("places as their lines must become");
  }

  @Test
  void noticesACountryThatIsNotAsItMustBe() {
    MongoCollection<Document> countries = MONGO.database().getCollection("countries");
    Bson andorra = Filters.eq("AD");
    Document before = Objects.requireNonNull(countries.find(andorra).first());

    countries.updateOne(andorra, set("name", "Andorra la Vella"));
    assertThat(whatIsWrong()).containsExactly("countries as places name them");

    countries.deleteOne(andorra);
    assertThat(whatIsWrong()).containsExactly("countries", "countries as places name them");

    countries.insertOne(before);
  }

  private static List<String> whatIsWrongAfter(Bson update) {
    Document before = place();
    places().updateOne(FIRST, update);
    List<String> wrong = whatIsWrong();
    places().replaceOne(FIRST, before, new ReplaceOptions().upsert(true));
    return wrong;
  }

  private static List<String> whatIsWrong() {
    assumeTrue(isRight, "the demo itself went wrong");
    return new Check(PLACES, MONGO.database())
        .findings().stream().filter(finding -> !finding.agrees()).map(Finding::what).toList();
  }

  private static Document place() {
    return Objects.requireNonNull(places().find(FIRST).first());
  }

  private static MongoCollection<Document> places() {
    return MONGO.database().getCollection("places");
  }
}
