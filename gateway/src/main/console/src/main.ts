import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/el-alert.css'
import 'element-plus/theme-chalk/el-button.css'
import 'element-plus/theme-chalk/el-empty.css'
import 'element-plus/theme-chalk/el-input.css'
import 'element-plus/theme-chalk/el-skeleton.css'
import 'element-plus/theme-chalk/el-skeleton-item.css'
import './style.css'
import { localeContextKey } from 'element-plus'
import zhCn from 'element-plus/es/locale/lang/zh-cn'
import { createApp, shallowRef } from 'vue'
import App from './App.vue'
import { i18n } from './locales'
import { router } from './router'

createApp(App)
  .use(i18n)
  .use(router)
  // The words inside Element Plus's own controls.
  .provide(localeContextKey, shallowRef(zhCn))
  .mount('#app')
