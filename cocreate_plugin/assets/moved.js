/* On the page of a former address: leads on with what stands behind the "#". Without it the page leads on by itself. */
location.replace(new URL(document.currentScript.dataset.to, location) + location.search + location.hash)
