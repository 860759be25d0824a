package dev.godwit.worker.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.OnError;
import dev.godwit.migration.TypedMigration;
import dev.godwit.protocol.Counts;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Documents as objects of the application. */
class TypedMigrationsIT {

  @RegisterExtension static final WorkerDatabase worker = new WorkerDatabase();

  /** An address. */
  public record Address(String street, @Nullable String city) {}

  /** A person as a record. */
  public record Person(int id, String name, Address address, @Nullable List<String> tags) {}

  /** A person as a POJO. */
  public static final class Human {
    private int id;
    private String name = "";

    public int getId() {
      return id;
    }

    public void setId(int id) {
      this.id = id;
    }

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }

  @BeforeEach
  void people() {
    worker.insert(
        "people",
        Document.parse(
            "{_id: 1, id: 1, name: 'ann', extra: {a: 1},"
                + " address: {street: 'x', zip: '123', city: null}, tags: ['t']}"),
        Document.parse("{_id: 2, id: 2, name: 'BOB', address: {street: 'y', city: 'c'}}"),
        Document.parse("{_id: 3, id: 3, name: 'gone', address: {street: 'z', city: 'c'}}"));
  }

  private abstract static class OnPeople<T> extends TypedMigration<T> {
    OnPeople(Class<T> type) {
      super(type);
    }

    @Override
    public MigrationSpec spec() {
      return Migrations.on("people").build();
    }
  }

  @Test
  void recordsKeepWhatTheyDoNotMap() {
    // given
    TypedMigration<Person> upper =
        new OnPeople<>(Person.class) {
          @Override
          protected @Nullable Person migrate(Person person, MigrationContext context) {
            if (person.name().equals("gone")) {
              return null;
            }
            Address address = new Address(person.address().street(), "Berlin");
            return new Person(
                person.id(), person.name().toUpperCase(Locale.ROOT), address, person.tags());
          }
        };

    // when
    PageLoop loop = worker.loop(Migrations.code(upper)).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(2, 0, 1, 0, 0, 0));
    assertThat(worker.one("people", 1))
        .isEqualTo(
            Document.parse(
                "{_id: 1, id: 1, name: 'ANN', extra: {a: 1},"
                    + " address: {street: 'x', zip: '123', city: 'Berlin'}, tags: ['t']}"));
    assertThat(worker.one("people", 3)).isNull();
  }

  @Test
  void sameObjectIsNoChange() {
    // given
    TypedMigration<Person> same =
        new OnPeople<>(Person.class) {
          @Override
          protected Person migrate(Person person, MigrationContext context) {
            return person;
          }
        };

    // then
    assertThat(worker.loop(Migrations.code(same)).run().counts())
        .isEqualTo(Counts.of(0, 3, 0, 0, 0, 0));
  }

  @Test
  void objectsWithSettersWorkToo() {
    // given
    TypedMigration<Human> lower =
        new OnPeople<>(Human.class) {
          @Override
          protected Human migrate(Human human, MigrationContext context) {
            Human changed = new Human();
            changed.setId(human.getId());
            changed.setName(human.getName().toLowerCase(Locale.ROOT));
            return changed;
          }
        };

    // when
    PageLoop loop = worker.loop(Migrations.code(lower)).run();

    // then
    assertThat(loop.counts()).isEqualTo(Counts.of(1, 2, 0, 0, 0, 0));
    assertThat(worker.one("people", 2)).containsEntry("name", "bob").containsKey("address");
  }

  @Test
  void documentThatDoesNotFitTheTypeFailsAlone() {
    // given
    worker.insert("people", Document.parse("{_id: 0, id: 'no number', name: 'x'}"));
    TypedMigration<Person> same =
        new OnPeople<>(Person.class) {
          @Override
          protected Person migrate(Person person, MigrationContext context) {
            return person;
          }
        };

    // then
    assertThat(worker.loop(Migrations.code(same)).onError(OnError.SKIP).run().counts())
        .isEqualTo(Counts.of(0, 3, 0, 1, 0, 0));
  }
}
