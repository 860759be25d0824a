package dev.godwit.local.cookbook;

import dev.godwit.migration.Change;
import dev.godwit.migration.Migration;
import dev.godwit.migration.MigrationContext;
import dev.godwit.migration.MigrationSpec;
import dev.godwit.migration.ReadableCollection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/** Counts how often a migration asks the database something. */
final class CountedQueries implements Migration {

  private final Migration migration;
  final AtomicInteger pages = new AtomicInteger();
  final AtomicInteger queries = new AtomicInteger();

  CountedQueries(Migration migration) {
    this.migration = migration;
  }

  @Override
  public MigrationSpec spec() {
    return migration.spec();
  }

  @Override
  public void beforePage(List<Document> page, MigrationContext context) throws Exception {
    pages.incrementAndGet();
    migration.beforePage(page, counting(context));
  }

  @Override
  public Change migrateOne(Document document, MigrationContext context) throws Exception {
    return migration.migrateOne(document, counting(context));
  }

  private MigrationContext counting(MigrationContext context) {
    return proxy(
        MigrationContext.class,
        (method, arguments) -> {
          Object result = call(context, method, arguments);
          return result instanceof ReadableCollection collection ? counting(collection) : result;
        });
  }

  private ReadableCollection counting(ReadableCollection collection) {
    return proxy(
        ReadableCollection.class,
        (method, arguments) -> {
          queries.incrementAndGet();
          return call(collection, method, arguments);
        });
  }

  private interface Calls {
    Object call(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calls.call(method, arguments)));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
