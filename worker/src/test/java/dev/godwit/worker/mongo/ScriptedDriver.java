package dev.godwit.worker.mongo;

import com.mongodb.MongoException;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A driver that does nothing: it notes its calls in order, each with whether it was made in the
 * session, and fails where the script says so.
 */
final class ScriptedDriver {

  final List<String> calls = new ArrayList<>();
  final Map<String, List<String>> documents = new HashMap<>();

  /** What calls fail with, by how they are noted; in order. */
  final Map<String, Deque<RuntimeException>> failures = new HashMap<>();

  /** The server's kind. */
  ClusterType type = ClusterType.REPLICA_SET;

  private final ClientSession session =
      proxy(
          ClientSession.class,
          (name, arguments) -> {
            note(
                name.equals("startTransaction")
                    ? name + " " + shown((TransactionOptions) arguments[0])
                    : name);
            return null;
          });

  /** The worker's connection by this driver. */
  MongoConnection connection() {
    MongoDatabase database =
        proxy(
            MongoDatabase.class,
            (name, arguments) ->
                switch (name) {
                  case "getName" -> "shop";
                  case "getWriteConcern" -> WriteConcern.MAJORITY;
                  case "getCollection" -> collection((String) arguments[0]);
                  case "createCollection" -> note("createCollection " + arguments[0]);
                  case "runCommand" -> note("ping");
                  default -> throw new UnsupportedOperationException(name);
                });
    MongoClient client =
        proxy(
            MongoClient.class,
            (name, arguments) ->
                switch (name) {
                  case "getClusterDescription" ->
                      new ClusterDescription(ClusterConnectionMode.MULTIPLE, type, List.of());
                  case "startSession" -> {
                    note("startSession");
                    yield session;
                  }
                  default -> throw new UnsupportedOperationException(name);
                });
    return new MongoConnection("scripted", client, database);
  }

  void fails(String call, RuntimeException... with) {
    failures.computeIfAbsent(call, key -> new ArrayDeque<>()).addAll(List.of(with));
  }

  static MongoException labelled(MongoException failure, String label) {
    failure.addLabel(label);
    return failure;
  }

  private @Nullable Object note(String call) {
    calls.add(call);
    Deque<RuntimeException> failing = failures.get(call);
    if (failing != null && !failing.isEmpty()) {
      throw failing.remove();
    }
    return null;
  }

  private static String shown(TransactionOptions options) {
    return "read %s %s, write %s"
        .formatted(
            options.getReadConcern().getLevel().getValue(),
            options.getReadPreference().getName(),
            options.getWriteConcern().getWObject());
  }

  private Object collection(String collection) {
    return proxy(
        MongoCollection.class,
        (name, arguments) -> {
          String inSession = arguments[0] == session ? " in session" : "";
          note(name + " " + collection + inSession);
          return switch (name) {
            case "find" -> find(documents.getOrDefault(collection, List.of()));
            case "bulkWrite" -> {
              List<?> writes = (List<?>) arguments[inSession.isEmpty() ? 0 : 1];
              if (!((BulkWriteOptions) arguments[arguments.length - 1]).isOrdered()) {
                throw new AssertionError("unordered");
              }
              yield BulkWriteResult.acknowledged(
                  0, writes.size(), 0, writes.size(), List.of(), List.of());
            }
            default -> throw new UnsupportedOperationException(name);
          };
        });
  }

  private Object find(List<String> found) {
    Iterator<RawBsonDocument> each = found.stream().map(RawBsonDocument::parse).iterator();
    MongoCursor<?> cursor =
        proxy(
            MongoCursor.class,
            (name, arguments) ->
                switch (name) {
                  case "hasNext" -> each.hasNext();
                  case "next" -> each.next();
                  case "close" -> null;
                  default -> throw new UnsupportedOperationException(name);
                });
    return Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {FindIterable.class},
        (self, method, arguments) -> method.getName().equals("iterator") ? cursor : self);
  }

  /** Answers a call. */
  @FunctionalInterface
  private interface Answer {
    @Nullable Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            ScriptedDriver.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> self == arguments[0];
                  case "hashCode" -> System.identityHashCode(self);
                  case "toString" -> type.getSimpleName();
                  default ->
                      answer.to(method.getName(), arguments == null ? new Object[1] : arguments);
                }));
  }

  static BsonDocument reply(int code, String name) {
    return BsonDocument.parse(
        "{ok: 0, code: %d, codeName: '%s', errmsg: 'scripted'}".formatted(code, name));
  }
}
