"""One page of every type, of the archive that ships."""

PAGE_TYPES = {
    "home": "/",
    "about": "/about/",
    "search": "/search/",
    "search with results": "/search/?q=torture",
    "search without results": "/search/?q=xylophone",
    "countries": "/countries/",
    "country": "/countries/kazakhstan/",
    "themes": "/themes/",
    "theme": "/themes/torture/",
    "theme in one country": "/themes/torture/kazakhstan/",
    "two editions side by side": "/themes/torture/kazakhstan/?compare=2019,2024",
    "headings": "/headings/",
    "changes": "/countries/kazakhstan/changes/2019-2024/",
    "years": "/years/",
    "year": "/years/2019/",
    "reports": "/reports/",
    "report": "/reports/kazakhstan/2010/",
    "report of many sections": "/reports/uzbekistan/2019/",
    "section": "/reports/kazakhstan/2010/impunity/",
    "section without text": "/reports/kazakhstan/2024/life/",
    "passages": "/passages/",
    "not found": "/404.html",
}
EVERY_TYPE = sorted(PAGE_TYPES.values())
EVERY_NAME = sorted(PAGE_TYPES)
