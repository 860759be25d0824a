package dev.godwit.local.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import org.junit.jupiter.api.Test;

class ConnectionStringsTest {

  @Test
  void addsTheDatabase() {
    assertThat(ConnectionStrings.withDatabase("mongodb://127.0.0.1:1234", "t"))
        .isEqualTo("mongodb://127.0.0.1:1234/t");
    assertThat(ConnectionStrings.withDatabase("mongodb://a:1,b:2/?replicaSet=rs", "t"))
        .isEqualTo("mongodb://a:1,b:2/t?replicaSet=rs");
  }

  @Test
  void replacesTheDatabaseAndKeepsTheLogin() {
    // given
    String uri = "mongodb://ann:p%40ss@a:1/users?tls=true";

    // when
    String changed = ConnectionStrings.withDatabase(uri, "t");

    // then
    assertThat(changed).isEqualTo("mongodb://ann:p%40ss@a:1/t?tls=true&authSource=users");
    assertThat(new ConnectionString(changed).getCredential())
        .isEqualTo(new ConnectionString(uri).getCredential());
  }

  @Test
  void leavesAnAuthSourceAlone() {
    assertThat(ConnectionStrings.withDatabase("mongodb://ann:p@a/users?authSource=admin", "t"))
        .isEqualTo("mongodb://ann:p@a/t?authSource=admin");
  }
}
