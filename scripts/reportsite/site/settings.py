"""What every archive's MkDocs configuration needs, set here so that no mkdocs.yml can forget it."""

from __future__ import annotations

from pathlib import Path

import yaml
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError

from reportsite.site.theme_templates import cache_compiled_templates

CONFIGURATION = "mkdocs.yml"

THEME = Path(__file__).parent / "theme"
EXTENSIONS = ("attr_list", "footnotes", "sane_lists", "tables", "toc")
STYLES = tuple(f"assets/{name}.css" for name in ("reportsite", "search", "citing", "print"))
SEARCH = "assets/search.js"
BUNDLE = "pagefind"
MATERIAL_STYLE = "assets/stylesheets/main.*.min.css"

NO_DIRECTORIES = (
    f"{CONFIGURATION}:1: `use_directory_urls` is false; "
    "expected true, or nothing: links and citations lead to addresses that end in a slash"
)


def settle(config: MkDocsConfig) -> None:
    """Put this project's theme before Material's, and leave nothing to ask another host for.

    Raises PluginError where pages would not stand at the addresses of this site.
    """
    if not config.use_directory_urls:
        raise PluginError(NO_DIRECTORIES)
    # an archive's own templates (`custom_dir`) stand before every theme's
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    cache_compiled_templates(config.theme)
    # Material would load its fonts from another host
    config.theme["font"] = False
    for extension in EXTENSIONS:
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    styles = (*_material_styles(config), *STYLES)
    config.extra_css[:0] = [style for style in styles if style not in config.extra_css]
    if SEARCH not in map(str, config.extra_javascript):
        config.extra_javascript.append(_module(SEARCH))


def bundle_addresses(shards: int) -> tuple[str, ...]:
    """Return the address of each shard's search index: `pagefind/`, or `pagefind/1/` and so on."""
    if shards <= 1:
        return (f"{BUNDLE}/",)
    return tuple(f"{BUNDLE}/{number}/" for number in range(1, shards + 1))


def _material_styles(config: MkDocsConfig) -> list[str]:
    """Return the address of Material's style sheet, whose name changes with its version."""
    found = (file for folder in config.theme.dirs for file in Path(folder).glob(MATERIAL_STYLE))
    return [file.relative_to(file.parents[2]).as_posix() for file in found][:1]


def _module(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.type = "module"
    return script


def not_yaml(error: ConfigurationError) -> str:
    """Return what is wrong with a configuration that MkDocs could not parse, and where."""
    cause = error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        line, problem = cause.problem_mark.line + 1, cause.problem
    else:
        line, problem = 1, str(error)
    return f"{CONFIGURATION}:{line}: {problem}; expected a MkDocs configuration in YAML"
