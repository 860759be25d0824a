package dev.godwit.migration;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A migration of documents as objects of the application: records, POJOs, or whatever a codec reads
 * and writes. The change is the difference of the two encodings, so that fields the class does not
 * map survive.
 *
 * @param <T> the application's type
 */
public abstract class TypedMigration<T> implements Migration {

  private final Codec<T> codec;

  /** With the codecs of records, POJOs, times and plain values. */
  protected TypedMigration(Class<T> type) {
    this(TypedCodecs.STANDARD.get(type));
  }

  /** With the application's own codecs. */
  protected TypedMigration(Class<T> type, CodecRegistry codecs) {
    this(codecs.get(type));
  }

  /** With one codec. */
  protected TypedMigration(Codec<T> codec) {
    this.codec = codec;
  }

  /**
   * What the document is to be; the same for no change, null to delete it.
   *
   * @throws Exception when this document cannot be migrated
   */
  protected abstract @Nullable T migrate(T document, MigrationContext context) throws Exception;

  /** Like {@link Migration#beforePage}, with the documents that can be decoded. */
  protected void beforeTypedPage(List<T> page, MigrationContext context) throws Exception {}

  @Override
  public final void beforePage(List<Document> page, MigrationContext context) throws Exception {
    List<T> decoded = new ArrayList<>(page.size());
    for (Document document : page) {
      try {
        decoded.add(decode(document));
      } catch (RuntimeException e) {
        // Left out here: migrateOne meets the same document, and its error costs only that one.
        context.log().debug("a document that cannot be decoded is not part of beforeTypedPage", e);
      }
    }
    beforeTypedPage(decoded, context);
  }

  @Override
  public final Change migrateOne(Document document, MigrationContext context) throws Exception {
    T before = decode(document);
    BsonDocument encodedBefore = encode(before);
    T after = migrate(before, context);
    return after == null ? Change.delete() : EncodingDifference.of(encodedBefore, encode(after));
  }

  private T decode(Bson document) {
    BsonDocument raw = document.toBsonDocument(BsonDocument.class, TypedCodecs.STANDARD);
    return codec.decode(new BsonDocumentReader(raw), DecoderContext.builder().build());
  }

  private BsonDocument encode(T value) {
    BsonDocument encoded = new BsonDocument();
    codec.encode(
        new BsonDocumentWriter(encoded),
        value,
        EncoderContext.builder().isEncodingCollectibleDocument(false).build());
    return encoded;
  }
}
