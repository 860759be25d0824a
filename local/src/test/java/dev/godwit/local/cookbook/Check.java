package dev.godwit.local.cookbook;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.MongoIterable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/**
 * A query for mongosh that tells what is left over.
 *
 * @param stages what finds it
 */
record Check(String collection, List<Document> stages) {

  private static final Pattern QUERY =
      Pattern.compile("db\\.(\\w+)\\.(countDocuments|aggregate)\\((.*)\\)\\s*", Pattern.DOTALL);

  static Check of(String recipe) {
    String text = Pages.text(recipe + ".js");
    Matcher query = QUERY.matcher(text);
    if (!query.matches()) {
      throw new AssertionError("no query: " + text);
    }
    Document argument = Document.parse("{argument: " + query.group(3) + "}");
    return new Check(
        query.group(1),
        query.group(2).equals("aggregate")
            ? argument.getList("argument", Document.class)
            : List.of(new Document("$match", argument.get("argument"))));
  }

  /** The {@code _id}s, in order. */
  List<Object> findsIn(MongoDatabase database) {
    MongoCollection<Document> documents = database.getCollection(collection);
    List<Document> sorted = new ArrayList<>(stages);
    sorted.add(new Document("$sort", new Document("_id", 1)));
    AggregateIterable<Document> found = documents.aggregate(sorted);
    MongoIterable<Object> ids = found.map(document -> document.get("_id"));
    return ids.into(new ArrayList<>());
  }
}
