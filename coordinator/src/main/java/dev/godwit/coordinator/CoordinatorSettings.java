package dev.godwit.coordinator;

import dev.godwit.boot.CommonSettings;
import dev.godwit.boot.Environment;
import dev.godwit.boot.Setting;
import dev.godwit.boot.SettingTypes;
import dev.godwit.coordinator.people.Tokens;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** The settings of the coordinator. */
public final class CoordinatorSettings {

  public static final Setting<String> INSTANCE_ID =
      Setting.optional(
          "GODWIT_INSTANCE_ID",
          SettingTypes.matching("1 to 100 of A-Z a-z 0-9 . _ -", "[A-Za-z0-9._-]{1,100}"),
          "the name of this coordinator, the same after a restart and its alone; without it the"
              + " name of the host");

  /** All of them, for the program and for its README. */
  public static final List<Setting<?>> ALL =
      Stream.concat(CommonSettings.ALL.stream(), Stream.of(INSTANCE_ID, Tokens.SETTING)).toList();

  private CoordinatorSettings() {}

  /** The name of this coordinator. */
  static String instanceId(Environment environment) {
    return environment.find(INSTANCE_ID).orElseGet(CoordinatorSettings::hostName);
  }

  /** Who may act on the status page. */
  static Tokens tokens(Environment environment) {
    return environment.find(Tokens.SETTING).orElse(Tokens.NONE);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
    } catch (UnknownHostException e) {
      return "coordinator";
    }
  }
}
