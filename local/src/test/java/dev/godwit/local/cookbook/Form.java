package dev.godwit.local.cookbook;

import dev.godwit.local.junit.GodwitExtension;
import dev.godwit.migration.Migration;

/** How a recipe is written. */
enum Form {
  CODE,
  FILE;

  /**
   * The recipe in this form.
   *
   * @param name how the files of the recipe are called
   */
  Recipe of(GodwitExtension godwit, String name, Migration code) {
    return this == CODE
        ? Recipe.inCode(godwit, name, code)
        : new Recipe(() -> godwit.migrate(Pages.file(name + ".yaml")), Check.of(name));
  }
}
